package dev.reconnect.diagnose;

import java.util.Optional;

/**
 * One line of a traceback: a place in a file that was being executed.
 *
 * @param file as the traceback writes it; the cell of a notebook as {@code Cell In[3]} or {@code <command-12>}
 * @param line from 1
 * @param function what was executing, such as {@code <module>}; empty if the traceback does not say
 * @param source the line's text without indentation, where the traceback shows it
 */
public record Frame(String file, int line, String function, Optional<String> source) {}
