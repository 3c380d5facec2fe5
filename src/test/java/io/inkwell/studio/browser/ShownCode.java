package io.inkwell.studio.browser;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs the code that the view Write shows for its request, and returns what it prints.
 * The code for Java runs with OpenAI's client. The codes for Python and JavaScript run
 * with the part of that client that they use, so that no test downloads packages.
 *
 * @param browser shows the view Write
 * @param folder for files
 * @param key the API key in the environment of the code
 */
public record ShownCode(StudioBrowser browser, Path folder, String key) {

    public static final List<String> LANGUAGES = List.of("curl", "Python", "Java", "JavaScript");

    private static final String VARIABLE = "INKWELL_API_KEY";

    /** A part of OpenAI's Python package. */
    private static final Path CLIENTS = Path.of("src/test/studio/clients");

    private static final String DATA = "data: ";

    /** Prints the arguments of curl, whose place it takes. */
    private static final String CURL = "curl() { printf '%s\\0' \"$@\"; }\n";

    private static final String JAVASCRIPT_IMPORT = "import OpenAI from 'openai';\n";

    private static final String JAVASCRIPT = """
            const done = arguments[arguments.length - 1];
            const key = arguments[0];
            let printed = '';
            const process = { env: { INKWELL_API_KEY: key }, stdout: { write: (text) => (printed += text) } };
            const console = { log: (text) => (printed += text + '\\n') };
            class OpenAI {
              constructor({ baseURL, apiKey }) {
                const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` };
                const create = async (fields) => {
                  const body = JSON.stringify(fields);
                  const response = await fetch(`${baseURL}/completions`, { method: 'POST', headers, body });
                  return fields.stream ? events(await response.text()) : response.json();
                };
                this.completions = { create };
              }
            }
            function events(text) {
              const data = text.split('\\n').filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
              return data.filter((event) => event !== '[DONE]').map((event) => JSON.parse(event));
            }
            (async () => {
            %s
            })().then(() => done(printed), (error) => done(String(error)));
            """;

    /** Takes the output of the code, and gives it the API key. */
    private static final String JAVA = """
            import java.io.*;
            import java.nio.charset.StandardCharsets;
            import java.util.*;
            import com.openai.client.*;
            import com.openai.client.okhttp.*;
            import com.openai.core.*;
            import com.openai.core.http.*;
            import com.openai.models.completions.*;

            public class Shown {

                static class System {
                    static ByteArrayOutputStream printed = new ByteArrayOutputStream();
                    static PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
                    static String key;

                    static String getenv(String name) {
                        return name.equals("INKWELL_API_KEY") ? key : null;
                    }
                }

                public static String run(String key) {
                    System.key = key;
            %s
                    return System.printed.toString(StandardCharsets.UTF_8);
                }
            }
            """;

    /** The code that is shown. */
    public String select(String language) {
        this.browser.click(".code .seg button:nth-child(" + (LANGUAGES.indexOf(language) + 1) + ")");
        return this.browser.texts(".code pre").get(0);
    }

    public String run(String language) throws Exception {
        String code = select(language);
        return switch (language) {
            case "curl" -> curl(code);
            case "Python" -> python(code);
            case "Java" -> java(code);
            default -> javascript(code);
        };
    }

    private String curl(String code) throws Exception {
        List<String> arguments = List.of(output(List.of("sh", "-c", CURL + code)).split("\0"));
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "-N" -> {
                }
                case "-H" -> request.header(arguments.get(++i).split(": ")[0], arguments.get(i).split(": ")[1]);
                case "-d" -> request.POST(BodyPublishers.ofString(arguments.get(++i)));
                default -> request.uri(URI.create(arguments.get(i)));
            }
        }
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String response = client.send(request.build(), BodyHandlers.ofString()).body();
        if (!response.startsWith(DATA)) {
            return text(response);
        }
        return response.lines()
            .filter((line) -> line.startsWith(DATA) && !line.endsWith("[DONE]"))
            .map((line) -> text(line.substring(DATA.length())))
            .collect(Collectors.joining());
    }

    private static String text(String json) {
        JsonNode text = JsonMapper.shared().readTree(json).at("/choices/0/text");
        assertThat(text.isString()).as(json).isTrue();
        return text.stringValue();
    }

    private String python(String code) throws Exception {
        assumeThat(isInstalled("python3")).as("python3 is installed").isTrue();
        return output(List.of("python3", "-c", code));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
    }

    private String output(List<String> command) throws Exception {
        Path file = this.folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf((name) -> name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
        environment.put(VARIABLE, this.key);
        environment.put("PYTHONPATH", CLIENTS.toAbsolutePath().toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("PYTHONIOENCODING", "utf-8");
        int code = JavaProcess.exitCode(builder.start());
        assertThat(code).as(Files.readString(file)).isZero();
        return Files.readString(file);
    }

    private String java(String code) throws Exception {
        Path source = Files.writeString(this.folder.resolve("Shown.java"), JAVA.formatted(code));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int result = compiler.run(null, messages, messages, "-proc:none", "-classpath",
                System.getProperty("java.class.path"), "-d", this.folder.toString(), source.toString());
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() },
                getClass().getClassLoader())) {
            return (String) loader.loadClass("Shown").getMethod("run", String.class).invoke(null, this.key);
        }
    }

    private String javascript(String code) {
        assertThat(code).startsWith(JAVASCRIPT_IMPORT);
        return (String) this.browser.runAsync(JAVASCRIPT.formatted(code.substring(JAVASCRIPT_IMPORT.length())),
                this.key);
    }

}
