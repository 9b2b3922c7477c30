## comment
"""${message}

Revises: ${down_revision | comma,n}
"""
<%! import os %>\
% for x in [1, 2]:
  ${repr(x)}
  % if loop.last:
last
  % endif
% endfor
<% y = 5 %>
<%text>${raw}</%text><%doc>gone</%doc>
${imports if imports else ""}
