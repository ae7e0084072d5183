/** What a rule over Python code is: an interface for each kind of node a rule wants to see, and the context it works in. */
@NullMarked
package dev.reconnect.python.rule;

import org.jspecify.annotations.NullMarked;
