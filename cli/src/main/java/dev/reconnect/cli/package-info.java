/** The command line: commands, reports, and the one place where failures become messages and exit codes. */
@NullMarked
package dev.reconnect.cli;

import org.jspecify.annotations.NullMarked;
