/** Type stubs as text: which file knows a name, and the declarations of a class or module. */
@NullMarked
package dev.reconnect.python.stubs;

import org.jspecify.annotations.NullMarked;
