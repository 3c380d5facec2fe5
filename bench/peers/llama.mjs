// llama.cpp as an engine of end_to_end.py, through node-llama-cpp: `npm install node-llama-cpp` next to this file.
//
//     node llama.mjs MODEL.gguf
//
// llama.cpp's convert_hf_to_gguf.py makes the file from a checkpoint.
import os from "node:os";
import readline from "node:readline";
import {getLlama} from "node-llama-cpp";

const cores = os.availableParallelism();
const llama = await getLlama({gpu: false, build: "never", maxThreads: cores, logLevel: "error"});
const model = await llama.loadModel({modelPath: process.argv[2], gpuLayers: 0});

async function generate(sequence, prompt, newTokens) {
    await sequence.clearHistory();
    let count = 0;
    for await (const _ of sequence.evaluate(prompt, {temperature: 0, yieldEogToken: true})) {
        if (++count === newTokens) {
            return;
        }
    }
}

async function measure({streams, prompts, new_tokens: newTokens}) {
    const context = await model.createContext({sequences: streams, contextSize: 256, batchSize: 512, threads: cores});
    const sequences = Array.from({length: streams}, () => context.getSequence());
    const waiting = [...prompts];
    const start = performance.now();
    await Promise.all(sequences.map(async (sequence) => {
        while (waiting.length > 0) {
            await generate(sequence, waiting.shift(), newTokens);
        }
    }));
    const seconds = (performance.now() - start) / 1e3;
    await context.dispose();
    return {seconds};
}

for await (const line of readline.createInterface({input: process.stdin})) {
    console.log(JSON.stringify(await measure(JSON.parse(line))));
}
process.exit(0);
