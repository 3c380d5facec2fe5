package io.inkwell.grammar.schema;

import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.util.automaton.Automaton;

import io.inkwell.grammar.automaton.Language;
import io.inkwell.grammar.automaton.Rules;
import io.inkwell.grammar.regex.Regex;

/** The strings of a schema. Patterns and lengths are of the characters, not escaped. */
record StringSchema(Keywords keywords, Rules rules) {

    Automaton values() {
        List<Automaton> all = new ArrayList<>();
        if (this.keywords.has("pattern")) {
            all.add(this.rules.deterministic(Regex.containing(this.keywords.text("pattern"))));
        }
        if (this.keywords.has("format")) {
            Automaton format = StringFormat.of(this.keywords.text("format"));
            if (format == null) {
                throw this.keywords.error("format must be one of " + StringFormat.names());
            }
            all.add(this.rules.deterministic(format));
        }
        if (this.keywords.has("minLength") || this.keywords.has("maxLength")) {
            all.add(lengths());
        }
        Automaton content = all.stream().reduce(Language::intersection).orElseGet(JsonText::anyCharacters);
        return JsonText.string(content);
    }

    private Automaton lengths() {
        int min = this.keywords.count("minLength", 0);
        if (!this.keywords.has("maxLength")) {
            return Language.sequence(JsonText.characters(min, min), JsonText.anyCharacters());
        }
        int max = this.keywords.count("maxLength", 0);
        if (max < min) {
            throw this.keywords.error("maxLength must be at least minLength");
        }
        return JsonText.characters(min, max);
    }

}
