package io.inkwell.chat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats times like Python's {@code datetime.strftime} in the C locale, without a zone.
 */
final class Strftime {

    private static final Pattern DIRECTIVE = Pattern.compile("%([-_0^#]?)([a-zA-Z%])");

    private Strftime() {
    }

    static String format(LocalDateTime time, String format) {
        StringBuilder out = new StringBuilder();
        Matcher directives = DIRECTIVE.matcher(format);
        while (directives.find()) {
            String text = expand(time, directives.group(2).charAt(0), directives.group());
            directives.appendReplacement(out, Matcher.quoteReplacement(flagged(text, directives.group(1))));
        }
        return directives.appendTail(out).toString();
    }

    private static String flagged(String text, String flag) {
        return switch (flag) {
            case "-" -> text.replaceFirst("^[0 ]+(?=.)", "");
            case "_" -> text.replaceFirst("^0(?=\\d)", " ");
            case "0" -> text.startsWith(" ") ? "0" + text.substring(1) : text;
            case "^" -> text.toUpperCase(Locale.ROOT);
            default -> text;
        };
    }

    private static String expand(LocalDateTime time, char directive, String unknown) {
        return switch (directive) {
            case '%' -> "%";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'z', 'Z' -> "";
            case 'a' -> pattern(time, "EEE");
            case 'A' -> pattern(time, "EEEE");
            case 'b', 'h' -> pattern(time, "MMM");
            case 'B' -> pattern(time, "MMMM");
            case 'p' -> pattern(time, "a");
            case 'P' -> pattern(time, "a").toLowerCase(Locale.ROOT);
            case 'c' -> format(time, "%a %b %e %H:%M:%S %Y");
            case 'x', 'D' -> format(time, "%m/%d/%y");
            case 'X', 'T' -> format(time, "%H:%M:%S");
            case 'r' -> format(time, "%I:%M:%S %p");
            case 'R' -> format(time, "%H:%M");
            case 'F' -> format(time, "%Y-%m-%d");
            case 'C' -> number("%02d", time.getYear() / 100);
            case 'Y' -> String.valueOf(time.getYear());
            case 'y' -> number("%02d", time.getYear() % 100);
            case 'm' -> number("%02d", time.getMonthValue());
            case 'd' -> number("%02d", time.getDayOfMonth());
            case 'e' -> number("%2d", time.getDayOfMonth());
            case 'j' -> number("%03d", time.getDayOfYear());
            case 'H' -> number("%02d", time.getHour());
            case 'k' -> number("%2d", time.getHour());
            case 'I' -> number("%02d", (time.getHour() + 11) % 12 + 1);
            case 'l' -> number("%2d", (time.getHour() + 11) % 12 + 1);
            case 'M' -> number("%02d", time.getMinute());
            case 'S' -> number("%02d", time.getSecond());
            case 'f' -> number("%06d", time.getNano() / 1000);
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
            case 'U' -> number("%02d", (time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> number("%02d", (time.getDayOfYear() + 7 - time.getDayOfWeek().getValue()) / 7);
            case 'V' -> number("%02d", time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'g' -> number("%02d", time.get(IsoFields.WEEK_BASED_YEAR) % 100);
            default -> unknown;
        };
    }

    private static String pattern(LocalDateTime time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    private static String number(String format, int value) {
        return String.format(Locale.ROOT, format, value);
    }

}
