package dev.reconnect.engine;

import dev.reconnect.core.Confidence;
import dev.reconnect.core.Finding;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.types.FileModel;
import java.util.ArrayList;
import java.util.List;

/** Finds the places of a file that use Spark, for {@link CallSites}. */
final class SiteCounter {
    private static final String SPARK = "pyspark.";

    private final FileModel model;
    private final List<TextRange> sites = new ArrayList<>();

    SiteCounter(FileModel model) {
        this.model = model;
    }

    void visit(Node node) {
        if (node instanceof Attribute attribute && isSpark(attribute)) {
            sites.add(attribute.nameRange());
        } else if (node instanceof Call call && call.function() instanceof Name name && isSpark(name)) {
            sites.add(name.range());
        }
    }

    CallSites count(List<Finding> findings) {
        int broken = 0;
        int apart = 0;
        var touched = new boolean[sites.size()];
        for (var finding : findings) {
            if (FileCheck.isError(finding) && !mark(finding.range(), touched)) {
                apart++;
            }
        }
        for (boolean is : touched) {
            broken += is ? 1 : 0;
        }
        return new CallSites(sites.size() + apart, broken + apart);
    }

    private boolean mark(TextRange range, boolean[] touched) {
        boolean any = false;
        for (int i = 0; i < touched.length; i++) {
            if (sites.get(i).overlaps(range)) {
                touched[i] = true;
                any = true;
            }
        }
        return any;
    }

    private boolean isSpark(Attribute attribute) {
        return model.memberOf(attribute)
                .filter(member -> member.owner().startsWith(SPARK) && member.confidence() != Confidence.POSSIBLE)
                .isPresent();
    }

    private boolean isSpark(Name name) {
        return model.qualifiedName(name)
                .filter(known -> known.startsWith(SPARK))
                .isPresent();
    }
}
