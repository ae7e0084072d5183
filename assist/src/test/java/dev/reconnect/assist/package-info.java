@NullMarked
package dev.reconnect.assist;

import org.jspecify.annotations.NullMarked;
