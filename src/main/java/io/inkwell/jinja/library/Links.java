package io.inkwell.jinja.library;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.CharacterClasses;

/**
 * Turns the URLs in an escaped text into links.
 *
 * @param limit the maximum number of characters shown of a URL
 * @param attributes the attributes of a link to a page
 * @param schemes additional URI schemes
 */
record Links(int limit, String attributes, List<String> schemes, Budget budget) {

    private static final String WORD = "\\p{L}\\p{N}_";

    private static final Pattern PAGE = Pattern.compile("(?:(?:https?://|www\\.)(?:(?:[" + WORD
            + "%-]+\\.)+)?(?:[a-z]{2,63}|xn--[" + WORD + "%]{2,59})|(?:[" + WORD
            + "%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)|https?://(?:\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3}){3}"
            + "|\\[(?:[\\p{Nd}a-f]{0,4}:){2}(?:[\\p{Nd}a-f]{0,4}:?){1,6}]))(?::\\p{Nd}{1,5})?(?:[/?#].*+)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern MAIL = Pattern.compile(".+@[" + WORD + "][" + WORD + ".-]*\\.[" + WORD + "]+",
            Pattern.DOTALL);

    private static final Pattern HEAD = Pattern.compile("(?:[(<]|&lt;)++");

    private static final Pattern TAIL = Pattern.compile("(?:[)>.,\n]|&gt;)+$");

    private static final String[][] BRACKETS = { { "(", ")" }, { "<", ">" }, { "&lt;", "&gt;" } };

    String in(String text) {
        StringBuilder linked = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            boolean space = CharacterClasses.isSpace(text.charAt(at));
            int end = at;
            while (end < text.length() && CharacterClasses.isSpace(text.charAt(end)) == space) {
                end++;
            }
            long length = (long) end - at;
            this.budget.work(1 + (space ? 0 : length * length >> 10));
            String part = text.substring(at, end);
            String next = space ? part : word(part);
            this.budget.grow(linked, next.length());
            linked.append(next);
            at = end;
        }
        return linked.toString();
    }

    private String word(String word) {
        Matcher head = HEAD.matcher(word);
        int start = head.lookingAt() ? head.end() : 0;
        Matcher tail = TAIL.matcher(word).region(start, word.length());
        int end = tail.find() ? tail.start() : word.length();
        for (String[] pair : BRACKETS) {
            end = balanced(word, start, end, pair[0], pair[1]);
        }
        return word.substring(0, start) + link(word.substring(start, end)) + word.substring(end);
    }

    /**
     * Extends a URL by closing brackets after it that match opening brackets in it.
     */
    private static int balanced(String word, int start, int end, String open, String close) {
        String middle = word.substring(start, end);
        int opened = count(middle, open);
        if (opened <= count(middle, close)) {
            return end;
        }
        int moved = Math.min(opened, count(word.substring(end), close));
        int to = end;
        for (int i = 0; i < moved; i++) {
            to = word.indexOf(close, to) + close.length();
        }
        return to;
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private String link(String text) {
        if (PAGE.matcher(text).matches()) {
            boolean complete = text.startsWith("https://") || text.startsWith("http://");
            return anchor((complete ? "" : "https://") + text, this.attributes, shown(text));
        }
        if (text.startsWith("mailto:") && MAIL.matcher(text.substring(7)).matches()) {
            return anchor(text, "", text.substring(7));
        }
        if (text.indexOf('@') > 0 && !text.startsWith("www.") && text.indexOf(':') < 0
                && MAIL.matcher(text).matches()) {
            return anchor("mailto:" + text, "", text);
        }
        String linked = text;
        for (String scheme : this.schemes) {
            if (!linked.equals(scheme) && linked.startsWith(scheme)) {
                linked = anchor(linked, this.attributes, linked);
            }
        }
        return linked;
    }

    private String shown(String url) {
        int length = CodePoints.length(url);
        if (length <= this.limit) {
            return url;
        }
        int kept = (this.limit < 0) ? Math.max(0, length + this.limit) : this.limit;
        return CodePoints.substring(url, 0, kept) + "...";
    }

    private static String anchor(String url, String attributes, String text) {
        return "<a href=\"" + url + "\"" + attributes + ">" + text + "</a>";
    }

}
