/** Migrating programs: what belongs to one, fixing it, proving it, handing it out. */
@NullMarked
package dev.reconnect.cli.migrate;

import org.jspecify.annotations.NullMarked;
