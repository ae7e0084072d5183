/** Asking a language model: providers, limits, redaction, recordings. Only this package knows how one is reached. */
@NullMarked
package dev.reconnect.assist.model;

import org.jspecify.annotations.NullMarked;
