package dev.reconnect.engine.fix;

/**
 * Why a stretch of text was changed: the fix, and the finding that it cured.
 *
 * @param rule the rule that offered the fix; for a removed import, the rule whose fix made it unused
 * @param message what would have happened on Spark Connect
 * @param title what was done about it
 * @param unsafe whether the meaning of the program may have changed
 * @param line the line of the finding, from 1, in the text at the time the fix was applied
 * @param round in which round it was applied, from 1
 */
public record AppliedFix(String rule, String message, String title, boolean unsafe, int line, int round) {}
