package io.inkwell.cli.serve;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.inkwell.cli.terminal.DownloadBar;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.hub.HubProgress;

/** Shows the download of a model when the service starts. */
@Configuration(proxyBeanMethods = false)
class ServeConfiguration {

    @Bean
    HubProgress downloadProgress() {
        return DownloadBar.orLog(Terminal.system());
    }

}
