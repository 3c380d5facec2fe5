package io.inkwell.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import jinjava.javax.el.MethodNotFoundException;

/** The methods of Python's strings that chat templates call. */
final class PythonStrings {

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private PythonStrings() {
    }

    /**
     * @throws MethodNotFoundException if the method is not one of them, or does not take
     * such arguments
     */
    static Object call(String text, String method, Object... arguments) {
        List<String> given = Arrays.stream(arguments).map(String::valueOf).toList();
        return switch (given.size()) {
            case 0 -> call(text, method);
            case 1 -> call(text, method, given.get(0));
            case 2 -> call(text, method, given.get(0), given.get(1));
            default -> throw unknown(method);
        };
    }

    private static Object call(String text, String method) {
        return switch (method) {
            case "strip" -> text.strip();
            case "lstrip" -> text.stripLeading();
            case "rstrip" -> text.stripTrailing();
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "capitalize" -> capitalize(text);
            case "title" -> WORD.matcher(text).replaceAll((word) -> capitalize(word.group()));
            case "split" -> text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
            default -> throw unknown(method);
        };
    }

    private static Object call(String text, String method, String argument) {
        return switch (method) {
            case "strip" -> strip(text, argument, true, true);
            case "lstrip" -> strip(text, argument, true, false);
            case "rstrip" -> strip(text, argument, false, true);
            case "startswith" -> text.startsWith(argument);
            case "endswith" -> text.endsWith(argument);
            case "split" -> List.of(text.split(Pattern.quote(argument), -1));
            default -> throw unknown(method);
        };
    }

    private static Object call(String text, String method, String first, String second) {
        if (!method.equals("replace")) {
            throw unknown(method);
        }
        return text.replace(first, second);
    }

    private static String strip(String text, String letters, boolean leading, boolean trailing) {
        int start = 0;
        int end = text.length();
        while (leading && start < end && letters.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (trailing && end > start && letters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String capitalize(String text) {
        return text.isEmpty() ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1).toLowerCase(Locale.ROOT);
    }

    private static MethodNotFoundException unknown(String method) {
        return new MethodNotFoundException("strings have no method " + method + " with these arguments");
    }

}
