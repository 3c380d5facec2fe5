package io.inkwell.model.program;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeviceSelectionTests {

    @Test
    void autoSelectsAllCudaDevices() {
        DeviceSelection auto = DeviceSelection.parse(List.of("auto"));

        assertThat(auto.on(2)).hasToString("[cuda:0, cuda:1]");
        assertThat(auto.on(0)).containsExactly(ComputeDevice.CPU);
    }

    @Test
    void selectsNamedDevices() {
        assertThat(DeviceSelection.parse(List.of("cpu")).on(4)).containsExactly(ComputeDevice.CPU);
        assertThat(DeviceSelection.parse(List.of("cuda:3", "cuda:0")).on(4)).containsExactly(ComputeDevice.cuda(3),
                ComputeDevice.cuda(0));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "gpu", "cuda", "cuda:", "cuda:01", "cuda:-1", "cuda:12345", "CUDA:0", "cpu,cuda:0",
            "auto,cpu", "cuda:0,cuda:0", "cpu,cpu" })
    void rejectsOtherNames(String names) {
        assertThatIllegalArgumentException().isThrownBy(() -> DeviceSelection.parse(List.of(names.split(","))))
            .withMessage("inkwell.devices must be \"auto\", \"cpu\", or distinct CUDA devices such as cuda:0,cuda:1; "
                    + "given: " + names);
    }

    @Test
    void rejectsNoName() {
        assertThatIllegalArgumentException().isThrownBy(() -> DeviceSelection.parse(List.of()))
            .withMessageEndingWith("given: nothing");
    }

    @Test
    void rejectsDevicesThatTheMachineLacks() {
        DeviceSelection selection = DeviceSelection.parse(List.of("cuda:0", "cuda:7"));

        assertThatIllegalArgumentException().isThrownBy(() -> selection.on(0))
            .withMessage("inkwell.devices must name devices that PyTorch can use, cpu only; given: cuda:0");
        assertThatIllegalArgumentException().isThrownBy(() -> selection.on(1))
            .withMessage("inkwell.devices must name devices that PyTorch can use, cpu or cuda:0; given: cuda:7");
        assertThatIllegalArgumentException().isThrownBy(() -> selection.on(4))
            .withMessageEndingWith("cpu or cuda:0 to cuda:3; given: cuda:7");
    }

}
