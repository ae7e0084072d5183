package dev.reconnect.cli;

/** What {@code reconnect --help} says; the help of one command comes from its own specification. */
final class Usage {
    private Usage() {}

    private static final String OVERVIEW =
            """
            #Reconnect# takes classic PySpark programs to Spark Connect, with proof that the results are the same.

            Usage: #reconnect COMMAND# [OPTIONS] [ARGUMENTS]

            #Migrate#
              #migrate#     Scan, fix and prove a program or a folder of programs, and report
              #repair#      Mend a program from the exception that it raised on Spark Connect, and prove it
              #test#        Write tests that hold a migrated program to what the original does
              #scan#        Show what cannot work on Spark Connect
              #fix#         Show or apply the fixes
              #prove#       Run an original on classic Spark and its migration on Connect, and compare
              #run#         Run a classic program on Spark Connect as it is
              #trace#       Say what a traced run did with Spark, and what a scan misses of it

            #Understand#
              #explain#     Explain a rule, a Spark symbol, an error message or a traceback
              #rules#       List the rules
              #rule#        Show the page of a rule
              #facts#       Show what Spark Connect does with each symbol of PySpark
              #tree#        Print the syntax tree of Python files, with inferred types

            #Set up#
              #models#      Show which language models can be asked, and how fast one answers
              #environment# Make the Python environment ahead of time
              #completion#  Print the completion script for bash, zsh or fish
              #--version#   Print the version

            Examples:
              reconnect migrate examples/log_quality          migrate a program, prove it, write the report
              reconnect scan src                              what stands in the way
              reconnect fix src --diff                        the changes, as a patch
              reconnect explain SparkContext.setLogLevel      why, and what to write instead

            'reconnect COMMAND --help' says more about each. Exit codes: 0 nothing found, 1 findings, 2 Reconnect failed.
            """;

    static String overview(Palette palette) {
        var parts = OVERVIEW.split("#", -1);
        var text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            text.append(i % 2 == 0 ? parts[i] : palette.bold(parts[i]));
        }
        return text.toString();
    }
}
