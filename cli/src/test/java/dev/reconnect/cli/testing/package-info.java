@NullMarked
package dev.reconnect.cli.testing;

import org.jspecify.annotations.NullMarked;
