@NullMarked
package dev.reconnect.engine;

import org.jspecify.annotations.NullMarked;
