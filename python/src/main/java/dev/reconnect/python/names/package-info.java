/** Scopes, bindings and the definitions that reach a use, for one file, from its tree alone. */
@NullMarked
package dev.reconnect.python.names;

import org.jspecify.annotations.NullMarked;
