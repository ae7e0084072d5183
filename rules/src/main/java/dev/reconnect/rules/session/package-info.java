/** Rules about how a program comes by its session: contexts, configurations, SQL contexts, the builder. */
@NullMarked
package dev.reconnect.rules.session;

import org.jspecify.annotations.NullMarked;
