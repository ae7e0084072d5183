/** Lossless tokens and the tree of Python source. */
@NullMarked
package dev.reconnect.python.tree;

import org.jspecify.annotations.NullMarked;
