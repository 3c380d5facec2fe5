package io.inkwell.limits;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OpenBytesTests {

    private static final int LARGE = TextInSchedulers.LARGE_BYTES;

    private final OpenBytes bytes = new OpenBytes(2 * LARGE);

    @Test
    void rejectsTheBodyThatExceedsTheLimit() {
        this.bytes.open().add(LARGE);
        OpenBody second = this.bytes.open();
        second.add(LARGE);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> second.add(1))
            .withMessage("the bodies of open requests exceed 131072 bytes, inkwell.limits.max-open-bytes; "
                    + "try again later")
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.OVERLOADED));
        assertThat(this.bytes.held()).isEqualTo(2 * LARGE);
    }

    @Test
    void anEncodedRequestHoldsLittle() {
        OpenBody large = this.bytes.open();
        large.add(2 * LARGE);
        large.shrink();
        OpenBody small = this.bytes.open();
        small.add(9);
        small.shrink();

        assertThat(this.bytes.held()).isEqualTo(LARGE + 9);
    }

    @Test
    void aClosedBodyHoldsNothing() {
        OpenBody body = this.bytes.open();
        body.add(LARGE);
        body.close();
        body.add(LARGE);
        body.close();

        assertThat(this.bytes.held()).isZero();
    }

}
