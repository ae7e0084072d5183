package dev.reconnect.assist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reconnect.core.Digests;
import dev.reconnect.core.Edit;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.workspace.AtomicFile;
import dev.reconnect.engine.workspace.Edits;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers proposals that were proven, by what their regions say whatever their variables are called, so that a model need not be asked the same
 * again. What is remembered has to pass the gates and the proof like any answer.
 */
public final class ProposalStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final SparkRelease target;

    public ProposalStore(Path folder, SparkRelease target) {
        this.folder = folder;
        this.target = target;
    }

    /** Code for the region that was proven for another of its kind. */
    Optional<Written> find(Trial trial) {
        var names = names(trial);
        var file = file(trial, names);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var root = JSON.readTree(file.toFile());
            var code = renamed(Written.of(root.path("code").asText()), reversed(names));
            return Optional.of(new Written(Written.of(code).tree(), code, imports(root)));
        } catch (IOException e) {
            // What cannot be read is not remembered.
            return Optional.empty();
        }
    }

    void put(Trial trial, String model) {
        var names = names(trial);
        var root = JSON.createObjectNode();
        root.put("schema", "reconnect-proposal/1")
                .put("target", target.target())
                .put("model", model);
        root.put("code", renamed(Written.of(trial.fresh().text()), names));
        var imports = root.putArray("imports");
        for (var request : trial.fresh().imports()) {
            var node = imports.addObject().put("module", request.module());
            request.name().ifPresent(name -> node.put("name", name));
            request.alias().ifPresent(alias -> node.put("alias", alias));
        }
        try {
            Files.createDirectories(folder);
            AtomicFile.write(
                    file(trial, names), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        } catch (IOException | UserException e) {
            // A full disk or a folder that is read-only costs another question, not what was proven.
            return;
        }
    }

    private static List<ImportRequest> imports(JsonNode root) {
        var imports = new ArrayList<ImportRequest>();
        for (var node : root.path("imports")) {
            imports.add(new ImportRequest(node.path("module").asText(), text(node, "name"), text(node, "alias")));
        }
        return imports;
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asText);
    }

    private Path file(Trial trial, Map<String, String> names) {
        var region = Written.essence(Written.of(renamed(trial.old(), names)).tree());
        return folder.resolve(Digests.sha256(target.target() + "\n" + region) + ".json");
    }

    /** The region's variables, and what each is called here: numbered as they come. Imports, functions and builtins keep their names. */
    private static Map<String, String> names(Trial trial) {
        var names = new LinkedHashMap<String, String>();
        for (var node : Blocks.nodes(trial.old().tree().module(), Node.class)) {
            var id =
                    node instanceof Name name ? name.id() : node instanceof Parameter parameter ? parameter.name() : "";
            if (!id.isEmpty() && trial.isVariable(id)) {
                names.computeIfAbsent(id, key -> "v" + names.size() + "_");
            }
        }
        return names;
    }

    private static Map<String, String> reversed(Map<String, String> names) {
        var reversed = new LinkedHashMap<String, String>();
        names.forEach((name, number) -> reversed.put(number, name));
        return reversed;
    }

    private static String renamed(Written code, Map<String, String> names) {
        var edits = new ArrayList<Edit>();
        for (var name : code.nodes(Name.class)) {
            Optional.ofNullable(names.get(name.id())).ifPresent(to -> edits.add(Edit.replace(name.range(), to)));
        }
        for (var parameter : code.nodes(Parameter.class)) {
            Optional.ofNullable(names.get(parameter.name()))
                    .ifPresent(to -> edits.add(Edit.replace(parameter.nameRange(), to)));
        }
        edits.sort((a, b) -> a.range().compareTo(b.range()));
        return Edits.apply(code.tree().text(), edits);
    }
}
