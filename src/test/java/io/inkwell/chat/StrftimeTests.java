package io.inkwell.chat;

import java.time.LocalDateTime;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The values are those of Python 3.11 on Linux:
 * {@code datetime(2024, 3, 5, 0, 7, 9, 12345).strftime(format)}.
 */
class StrftimeTests {

    @ParameterizedTest
    @CsvSource(
            textBlock = """
                    %d %b %Y                | 05 Mar 2024
                    %A, %B %d, %Y           | Tuesday, March 05, 2024
                    %Y-%m-%d %H:%M:%S       | 2024-03-05 00:07:09
                    %a %-d/%-m/%y %I:%M %p  | Tue 5/3/24 12:07 AM
                    %j %U %W %V %u %w %G    | 065 09 10 10 2 2 2024
                    %e|%k|%l%P              | ' 5| 0|12am'
                    %c %x %X %D %F %T %R %r | Tue Mar  5 00:07:09 2024 03/05/24 00:07:09 03/05/24 2024-03-05 00:07:09 00:07 12:07:09 AM
                    %f %% %Z%z %^b          | 012345 %  MAR
                    """,
            delimiterString = " | ")
    void formatsLikePython(String format, String expected) {
        assertThat(Strftime.format(LocalDateTime.of(2024, 3, 5, 0, 7, 9, 12_345_000), format)).isEqualTo(expected);
    }

}
