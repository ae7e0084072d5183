@NullMarked
package dev.reconnect.cli.migrate;

import org.jspecify.annotations.NullMarked;
