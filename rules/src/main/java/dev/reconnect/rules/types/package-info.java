/** Rules about classes, exceptions and imports that mean something else on a Connect client. */
@NullMarked
package dev.reconnect.rules.types;

import org.jspecify.annotations.NullMarked;
