package dev.reconnect.lift;

import java.util.ArrayList;
import java.util.List;

/** Filters in front of a step that let all rows pass, or raise what its function raises. */
final class Guard {
    private static final String SPLIT = Steps.SELECT + "F.split(";
    private static final String AS_VALUE = ".alias(\"value\"))";

    private final Needs needs;

    Guard(Needs needs) {
        this.needs = needs;
    }

    /** The same rows, or an error where one is not as it has to be. */
    Lifted meeting(List<Demand> demands, Lifted receiver) {
        var known = receiver.frame().known();
        var open = demands.stream().filter(demand -> !demand.follows(known)).toList();
        var conditions = open.stream().map(demand -> demand.condition().text()).toList();
        open.forEach(demand -> demand.helper().ifPresent(needs::helper));
        var passed =
                receiver.frame().knowing(conditions).ofEachLine(receiver.frame().ofEachLine());
        if (open.isEmpty()) {
            return receiver.then(passed);
        }
        needs.helper(Helper.HOLDS);
        return splittingOnce(receiver).then(passed, Demand.filters(open).toArray(String[]::new));
    }

    /** The same, where Spark does not split texts for each filter that looks at the pieces. */
    private Lifted splittingOnce(Lifted lifted) {
        var calls = new ArrayList<>(lifted.calls());
        int last = calls.size() - 1;
        while (last >= 0 && calls.get(last).startsWith(".filter(")) {
            last--;
        }
        if (last < 0 || !calls.get(last).startsWith(SPLIT) || !calls.get(last).endsWith(AS_VALUE)) {
            return lifted;
        }
        var split =
                calls.get(last).substring(Steps.SELECT.length(), calls.get(last).length() - AS_VALUE.length());
        calls.set(last, Steps.SELECT + needs.helper(Helper.ONCE) + "(" + split + ")" + AS_VALUE);
        return new Lifted(lifted.base(), calls, lifted.frame());
    }
}
