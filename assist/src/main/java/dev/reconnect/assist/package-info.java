/** What rules and the lifter leave, one region at a time, as questions to a model; what comes back is a proposal and nothing more. */
@NullMarked
package dev.reconnect.assist;

import org.jspecify.annotations.NullMarked;
