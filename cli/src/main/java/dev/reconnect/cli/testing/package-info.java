/** Tests for a migrated program, kept only if they hold where they should and tell wrong programs apart. */
@NullMarked
package dev.reconnect.cli.testing;

import org.jspecify.annotations.NullMarked;
