@NullMarked
package dev.reconnect.proof;

import org.jspecify.annotations.NullMarked;
