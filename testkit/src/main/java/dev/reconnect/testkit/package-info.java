@NullMarked
package dev.reconnect.testkit;

import org.jspecify.annotations.NullMarked;
