package dev.reconnect.assist;

import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.ModuleRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Module;
import java.util.List;

/**
 * Offers what a model proposes as fixes like any others: wherever a region stands as it stood when the model was asked. So proposals are applied,
 * reported and left out as other fixes are.
 */
public final class ModelProposal implements ModuleRule {
    public static final String NAME = "model-proposal";

    private final List<Proposal> proposals;
    private final String model;

    public ModelProposal(List<Proposal> proposals, String model) {
        this.proposals = List.copyOf(proposals);
        this.model = model;
    }

    @Override
    public void check(Module module, RuleContext context) {
        var text = context.tree().text();
        for (var proposal : proposals) {
            var source = proposal.region().source();
            int start = text.indexOf(source);
            boolean isOnce = start >= 0 && text.indexOf(source, start + 1) < 0;
            boolean isWhole = isOnce && (start == 0 || text.charAt(start - 1) == '\n');
            if (isWhole && context.model().path().equals(proposal.region().file())) {
                report(proposal, new TextRange(start, start + source.length()), context);
            }
        }
    }

    private void report(Proposal proposal, TextRange range, RuleContext context) {
        var finding = proposal.region().findings().stream().findFirst();
        var fix = Fix.unsafe(title(proposal), Edit.replace(range, proposal.replacement()))
                .importing(proposal.imports().toArray(ImportRequest[]::new));
        context.report(range, finding.map(found -> found.message()).orElse("A model proposes another form"))
                .fix(fix);
    }

    private String title(Proposal proposal) {
        var first = proposal.region().code().lines().findFirst().orElse("");
        return "Take what " + model + " proposes for `" + (first.length() > 60 ? first.substring(0, 57) + "..." : first)
                + "`";
    }
}
