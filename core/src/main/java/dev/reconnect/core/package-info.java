@NullMarked
package dev.reconnect.core;

import org.jspecify.annotations.NullMarked;
