package io.inkwell.cli.serve;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.cli.TestCommands;
import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;

/** Arguments of {@code serve}, valid and invalid. */
class ServeArgumentsTests {

    private final CapturedTerminal terminal = CapturedTerminal.pipes("");

    private final TestCommands commands = TestCommands.withoutService(this.terminal);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --port=9999                              | --server.port=9999
            --port 9999                              | --server.port=9999
            --port 0                                 | --server.port=0
            --host 0.0.0.0                           | --server.address=0.0.0.0
            --host=::1                               | --server.address=::1
            --model=/models/gpt2                     | --inkwell.model=/models/gpt2
            --precision int8                         | --inkwell.precision=int8
            --api-keys-file=keys.yaml                | --inkwell.security.api-keys-file=keys.yaml
            --model /a=b                             | --inkwell.model=/a=b
            --debug                                  | --debug=true
            --debug=false                            | --debug=false
            --trace                                  | --trace=true
            --server.port=-1                         | --server.port=-1
            --server.port=${PORT:8080}               | --server.port=${PORT:8080}
            --server.address=                        | --server.address=
            --logging.level.io.inkwell=debug         | --logging.level.io.inkwell=debug
            --management.endpoint.health.group.x.include=* | --management.endpoint.health.group.x.include=*
            --server.netty.idleTimeout=9s            | --server.netty.idleTimeout=9s
            --spring.application.json={}             | --spring.application.json={}
            --spring.config.location=a=b             | --spring.config.location=a=b
            --spring.profiles.include[0]=x           | --spring.profiles.include[0]=x
            --info.app.team=x                        | --info.app.team=x
            """)
    void passesOptionsAndSettingsToSpringBoot(String arguments, String settings) {
        assertThat(run(arguments.split(" "))).as(this.terminal.err()).isZero();
        assertThat(run(("serve " + arguments).split(" "))).isZero();

        assertThat(this.commands.served()).containsExactly(List.of(settings), List.of(settings));
    }

    @ParameterizedTest
    @ValueSource(strings = { "openai-community/gpt2", "hf://a/b@refs/pr/1", "/models/gpt2", "src", "embedded" })
    void takesTheModelAsAnArgument(String model) {
        assertThat(run("serve", model, "--port=9999")).as(this.terminal.err()).isZero();
        assertThat(run("serve", "--port=9999", model)).isZero();

        assertThat(this.commands.served()).allSatisfy((settings) -> assertThat(settings)
            .containsExactlyInAnyOrder("--inkwell.model=" + model, "--server.port=9999"));
    }

    @Test
    void acceptsOptionsAndSettingsInAnyOrder() {
        assertThat(run("--inkwell.threads=2", "--port", "9999", "--debug")).isZero();

        assertThat(this.commands.served())
            .containsExactly(List.of("--inkwell.threads=2", "--server.port=9999", "--debug=true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    --prot=9999                     | unknown option '--prot=9999'. Did you mean --port?
                    --prot 9999                     | unknown option '--prot'. Did you mean --port?
                    -port=9999                      | unknown option '-port=9999'. Did you mean --port?
                    --modle=/very/long/path         | unknown option '--modle=/very/long/path'. Did you mean --model?
                    --api-key-file=x                | unknown option '--api-key-file=x'. Did you mean --api-keys-file?
                    --replicas=2                    | unknown option '--replicas=2'. Did you mean --inkwell.replicas?
                    --nonsense                      | unknown option '--nonsense'
                    -Dserver.port=9                 | unknown option '-Dserver.port=9'. Java options come before -jar; here it is --server.port=9
                    --port 9999 7777                | unexpected argument '7777'
                    --port 9999 generate            | unexpected argument 'generate'. Put the command before its options: inkwell generate
                    serve a/b --model=/c            | 'a/b' and --model name two models; give only one
                    serve a/b --inkwell.model=/c    | --model and --inkwell.model set the same setting; give only one
                    serve a/b c/d                   | unexpected argument 'c/d'. Did you mean --model=c/d?
                    -- --port=9999                  | unexpected argument '--port=9999': no options are allowed after --
                    serve -- --inkwell.threads=2    | unknown option '--inkwell.threads=2'
                    --port                          | Missing required parameter for option '--port' (<port>)
                    --model --port 1                | Expected parameter for option '--model' but found '--port'
                    --model=/a --model=/b           | option '--model' (<model>) should be specified only once
                    --port=1 --server.port=1        | --port and --server.port set the same setting; give only one
                    --port=abc                      | --port must be a whole number from 0 to 65535; given: abc
                    --port=99999                    | --port must be a whole number from 0 to 65535; given: 99999
                    --port -1                       | --port must be a whole number from 0 to 65535; given: -1
                    --port=8080.0                   | --port must be a whole number from 0 to 65535; given: 8080.0
                    --host=                         | --host must not be empty
                    --port=                         | --port must not be empty
                    --model=                        | --model must not be empty
                    --precision=                    | --precision must not be empty
                    --api-keys-file=                | --api-keys-file must not be empty
                    """)
    void rejectsInvalidArguments(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(this.terminal.err()).isEqualTo("inkwell: " + message + "\nSee inkwell serve --help\n");
        assertThat(this.commands.served()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sevre                           | unknown command 'sevre'. Did you mean serve?
            versoin                         | unknown command 'versoin'. Did you mean version?
            port=9999                       | unknown command 'port=9999'. Did you mean --port?
            /models/gpt2                    | unknown command '/models/gpt2'. Did you mean --model=/models/gpt2?
            9999                            | unknown command '9999'
            help bogus                      | unknown command 'bogus'
            help sevre                      | unknown command 'sevre'. Did you mean serve?
            """)
    void rejectsAnUnknownCommand(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(this.terminal.err()).isEqualTo("inkwell: " + message + "\nSee inkwell --help\n");
        assertThat(this.commands.served()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    --server.port=99999                   | --server.port must be a whole number from 0 to 65535; given: 99999
                    --server.port=abc                     | --server.port must be a whole number from 0 to 65535; given: abc
                    --management.server.port=70000        | --management.server.port must be a whole number from 0 to 65535; given: 70000
                    --server.port 9999                    | --server.port needs a value: --server.port=<value>
                    --server.port=1 --server.port=2       | --server.port is given twice
                    --servr.port=9999                     | --servr.port is not a setting. Did you mean --server.port?
                    --server.prot=9999                    | --server.prot is not a setting. Did you mean --server.port?
                    --inkwel.model=/x                     | --inkwel.model is not a setting. Did you mean --inkwell.model?
                    --spring.profile.active=x             | --spring.profile.active is not a setting. Did you mean --spring.profiles.active?
                    --managment.server.port=1             | --managment.server.port is not a setting. Did you mean --management.server.port?
                    --loging.level.root=debug             | --loging.level.root is not a setting
                    --server.tomcat.threads.max=1         | --server.tomcat.threads.max is not a setting
                    """)
    void rejectsInvalidSettings(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(this.terminal.err()).startsWith("inkwell: " + message).hasLineCount(1);
        assertThat(this.commands.served()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "--", "serve --", "--port=1 --", "generate --", "help --" })
    void rejectsTwoDashesWithoutArguments(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(this.terminal.err()).isEqualTo("inkwell: expected an argument after --\n");
        assertThat(this.commands.served()).isEmpty();
    }

    @Test
    void rejectsAnEmptyArgument() {
        assertThat(run("")).isEqualTo(2);

        assertThat(this.terminal.err()).startsWith("inkwell: unknown command ''\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "serve", "generate", "bench", "keys", "keys create", "models", "models pull",
            "models list", "models verify", "models rm", "rehearse", "version" })
    void everyCommandHasHelp(String command) {
        assertThat(run((command + " -h").split(" "))).isZero();
        assertThat(run((command + " --help").split(" "))).isZero();

        assertThat(this.terminal.out()).contains("Usage: inkwell").contains(command);
        assertThat(this.terminal.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "serve", "generate", "bench", "keys", "models", "rehearse", "version" })
    void helpNamesACommand(String command) {
        assertThat(run("help", command)).isZero();

        assertThat(this.terminal.out()).contains("Usage: inkwell").contains(command);
    }

    private int run(String... args) {
        return this.commands.run(args);
    }

}
