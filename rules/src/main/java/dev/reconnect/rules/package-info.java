@NullMarked
package dev.reconnect.rules;

import org.jspecify.annotations.NullMarked;
