/** The rule that speaks for every fact without a rule of its own. */
@NullMarked
package dev.reconnect.rules.api;

import org.jspecify.annotations.NullMarked;
