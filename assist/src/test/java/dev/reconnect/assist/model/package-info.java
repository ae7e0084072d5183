@NullMarked
package dev.reconnect.assist.model;

import org.jspecify.annotations.NullMarked;
