package dev.reconnect.python.imports;

import dev.reconnect.core.Edit;
import dev.reconnect.core.ImportRequest;
import java.util.List;

/** The imports of one file: under which name something can be used, and the edits that add or remove import lines. */
public interface Imports {
    /**
     * How code at {@code offset} may refer to what the request asks for: the name it is bound to already (whatever the file calls it, and
     * only if nothing shadows that name there), else the name that it will have once the request is carried out.
     */
    Imported use(ImportRequest request, int offset);

    /** Edits that carry out the requests, merged into existing import statements where the style of the file allows. */
    List<Edit> add(List<ImportRequest> requests);

    /** A name for a fix to use, and the imports that the fix has to ask for (none where the name is there already). */
    record Imported(String name, List<ImportRequest> needed) {
        public Imported {
            needed = List.copyOf(needed);
        }
    }
}
