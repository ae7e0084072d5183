@NullMarked
package dev.reconnect.python;

import org.jspecify.annotations.NullMarked;
