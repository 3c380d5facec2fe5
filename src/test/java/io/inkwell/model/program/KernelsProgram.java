package io.inkwell.model.program;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/**
 * Runs {@link NativeKernelsIT} with given kernels. A process keeps its first library, so
 * other kernels require another process.
 */
final class KernelsProgram {

    private KernelsProgram() {
    }

    /**
     * @param args the name of the kernels
     */
    public static void main(String[] args) {
        Kernels kernels = Kernels.valueOf(args[0]);
        DjlRuntime.useKernels(kernels);
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(NativeKernelsIT.class))
            .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(tests, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        System.out.printf("%s kernels: %d tests, %d passed%n", kernels.label(), summary.getTestsFoundCount(),
                summary.getTestsSucceededCount());
        if (NativeKernels.loaded() != kernels) {
            throw new IllegalStateException("the " + NativeKernels.loaded() + " kernels were tested");
        }
        if (summary.getTestsFoundCount() == 0 || summary.getTestsSucceededCount() != summary.getTestsFoundCount()) {
            throw new IllegalStateException("not all tests passed");
        }
    }

}
