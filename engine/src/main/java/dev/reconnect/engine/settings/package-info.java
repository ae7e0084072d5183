/** What a project sets in {@code pyproject.toml} or {@code reconnect.toml}, as one typed record. */
@NullMarked
package dev.reconnect.engine.settings;

import org.jspecify.annotations.NullMarked;
