package lab.obscura.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file to be saved. */
public record Export(String fileName, MediaType mediaType, byte[] content) {

    /** The endings of all formats. */
    public static final List<String> FORMATS = List.of("csv", "json", "md", "tex", "bib");

    static Export of(String fileName, String type, String text) {
        var mediaType = new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8);
        return new Export(fileName, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the answer to a request. */
    public ResponseEntity<byte[]> answer() {
        var disposition = ContentDisposition.attachment().filename(fileName).build();
        return ResponseEntity.ok()
                .contentType(mediaType)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .body(content);
    }
}
