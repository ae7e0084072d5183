/** Rules about ways into the Java virtual machine that a Connect client does not have. */
@NullMarked
package dev.reconnect.rules.jvm;

import org.jspecify.annotations.NullMarked;
