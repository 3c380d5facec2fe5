package io.inkwell.training.data;

import java.time.Clock;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.chat.ChatTemplateException;
import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;

/** An encoding for tests: each letter is the token of its code. */
public final class LetterEncoding {

    /** The end-of-text token. */
    public static final int END = 0;

    /** The token of an empty prompt. */
    public static final int START = 1;

    private static final int VOCABULARY_SIZE = 128;

    private LetterEncoding() {
    }

    public static TextEncoding create() {
        return of(TemplateSource.TRANSCRIPT);
    }

    public static TextEncoding of(TemplateSource template) {
        try {
            return new TextEncoding((text) -> text.chars().toArray(), END, START, VOCABULARY_SIZE,
                    ChatTemplate.of(template, SpecialTokens.NONE, Clock.systemUTC()));
        }
        catch (ChatTemplateException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

}
