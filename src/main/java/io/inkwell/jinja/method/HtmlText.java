package io.inkwell.jinja.method;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.jinja.value.Budget;

/** Extracts text from HTML. */
public final class HtmlText {

    private static final Pattern REFERENCE = Pattern
        .compile("&(?:#[xX]([0-9a-fA-F]++);?|#([0-9]++);?|([^\\t\\n\\f <&#;]{1,32};?))");

    private static final int MAX_DIGITS = 8;

    private HtmlText() {
    }

    /** Replaces character references such as {@code &amp;}. */
    static String unescape(String html, Budget budget) {
        budget.text(html.length());
        StringBuilder text = new StringBuilder(html.length());
        Matcher references = REFERENCE.matcher(html);
        while (references.find()) {
            String name = references.group(3);
            String letters = (name != null) ? Entities.named(name) : (references.group(1) != null)
                    ? numbered(references.group(1), 16) : numbered(references.group(2), 10);
            references.appendReplacement(text, Matcher.quoteReplacement(letters));
        }
        return references.appendTail(text).toString();
    }

    private static String numbered(String digits, int radix) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return Entities.numbered(
                (significant.length() > MAX_DIGITS) ? Integer.MAX_VALUE : (int) Long.parseLong(significant, radix));
    }

    /** Removes comments and tags, and collapses white space. */
    public static String withoutTags(String html, Budget budget) {
        StringBuilder text = new StringBuilder(html);
        budget.text(text.length());
        cut(text, "<!--", "-->", budget);
        cut(text, "<", ">", budget);
        String words = String.join(" ", Words.split(text.toString()).stream().map(String.class::cast).toList());
        return unescape(words, budget);
    }

    private static void cut(StringBuilder text, String open, String close, Budget budget) {
        int start = text.indexOf(open);
        while (start >= 0) {
            int end = text.indexOf(close, start);
            if (end < 0) {
                return;
            }
            budget.work(1 + (text.length() >> 13));
            text.delete(start, end + close.length());
            start = text.indexOf(open, Math.max(0, start - open.length() + 1));
        }
    }

}
