"""What an article may be made of: text first, nothing that needs script."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]


class BodyBlock(blocks.StreamBlock):
    """The body of an article or of a column's introduction."""

    text = blocks.RichTextBlock(label="正文", features=TEXT_FEATURES)
    image = ImageBlock(label="图片")
    document = DocumentChooserBlock(label="附件", icon="doc-full")
    note = blocks.TextBlock(label="提示", icon="warning", template="content/blocks/note.html")

    class Meta:
        block_counts = {"note": {"max_num": 5}}
