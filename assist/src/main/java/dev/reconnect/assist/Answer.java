package dev.reconnect.assist;

import dev.reconnect.assist.model.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a reply comes to, before anybody has looked at the code in it. */
sealed interface Answer {
    Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,})\\s*([A-Za-z0-9]*)\\s*");
    Pattern NO = Pattern.compile("(?m)^\\s*UNSUPPORTED:\\s*(.{1,400})");

    /** New code for the region. */
    record Code(String text) implements Answer {}

    /** The model says that it cannot be done. */
    record Unsupported(String reason) implements Answer {}

    /** Neither. */
    record Unusable(String why) implements Answer {}

    static Answer of(Reply reply) {
        if (reply.cut()) {
            return new Unusable("the answer was cut off");
        }
        var invisible = Invisible.find(reply.text());
        if (invisible.isPresent()) {
            return new Unusable("the answer holds the invisible character " + invisible.get());
        }
        var blocks = blocks(reply.text());
        if (blocks.isEmpty()) {
            var no = NO.matcher(reply.text());
            return no.find()
                    ? new Unsupported(no.group(1).strip())
                    : new Unusable("the answer has no fenced block of code");
        }
        if (blocks.size() > 1) {
            return new Unusable("the answer has " + blocks.size() + " fenced blocks, and one was asked for");
        }
        return blocks.get(0);
    }

    private static List<Answer> blocks(String text) {
        var blocks = new ArrayList<Answer>();
        var block = new ArrayList<String>();
        var open = "";
        for (var line : text.lines().toList()) {
            var fence = FENCE.matcher(line);
            if (!fence.matches()) {
                block.add(line);
            } else if (open.isEmpty()) {
                open = fence.group(1);
                block.clear();
            } else if (fence.group(1).startsWith(open) && fence.group(2).isEmpty()) {
                blocks.add(new Code(String.join("\n", block)));
                open = "";
            } else {
                block.add(line);
            }
        }
        if (!open.isEmpty()) {
            blocks.add(new Unusable("the fenced block has no end"));
        }
        return blocks;
    }
}
