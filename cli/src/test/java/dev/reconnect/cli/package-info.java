@NullMarked
package dev.reconnect.cli;

import org.jspecify.annotations.NullMarked;
