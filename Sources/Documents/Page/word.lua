-- What a page says in Word's own markup, because HTML has no words for it: sections, contents.
function CodeBlock(block)
  if block.classes:includes("openxml") then return pandoc.RawBlock("openxml", block.text) end
end
