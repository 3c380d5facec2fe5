package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

import io.inkwell.cli.terminal.DownloadBar;
import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;
import io.inkwell.hub.HubProgress;
import io.inkwell.training.MergedModel;

/** Merges an adapter into its base model. */
@Command(name = "merge", description = "Merge a LoRA adapter into its base model.", mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        footer = { "", "Example:", "  java -jar inkwell.jar merge openai-community/gpt2 tuned merged", "",
                "The folder then has a model for serve and for transformers, in float32." })
public final class MergeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "BASE",
            description = "Folder with a GPT-2 checkpoint, the id of a model of the Hugging Face hub, or embedded.")
    private String base = "";

    @Parameters(index = "1", paramLabel = "ADAPTER",
            description = "Folder with adapter_config.json and adapter_model.safetensors.")
    private Path adapter = Path.of("");

    @Parameters(index = "2", paramLabel = "OUTPUT", description = "Folder for the merged model; new or empty.")
    private Path output = Path.of("");

    public MergeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (HubProgress downloads = DownloadBar.orLines(this.terminal);
                TemporaryFolder copies = TemporaryFolder.create()) {
            Path folder = ModelLocation.open("BASE", this.base, downloads).openFolder(copies.path());
            MergedModel.write(folder, this.adapter, this.output);
        }
        new TextOutput(this.terminal.out(), this.terminal.outStyle()).print("wrote " + this.output + "\n");
        return ExitCode.OK;
    }

}
