"""Forms that are sent to indexes of packages."""

_BOUNDARY = '-' * 14 + 'boundary_between_the_parts_of_a_form_'


def metadata_form(metadata):
    """The metadata under the names that an index knows."""
    return {
        'metadata_version': '1.0', 'name': metadata.get_name(), 'version': metadata.get_version(),
        'summary': metadata.get_description(), 'description': metadata.get_long_description(),
        'home_page': metadata.get_url(), 'download_url': metadata.get_download_url(), 'license': metadata.get_licence(),
        'author': metadata.get_contact(), 'author_email': metadata.get_contact_email(),
        'keywords': metadata.get_keywords(), 'platform': metadata.get_platforms(), 'classifiers': metadata.get_classifiers(),
        'provides': metadata.get_provides(), 'requires': metadata.get_requires(), 'obsoletes': metadata.get_obsoletes(),
    }


def encoded_form(form, newline, headers):
    """A form as the body of a request, whose headers are added to a dict. Values may be lists, for several of one name, and
    tuples, for files, with name and content."""
    lines = ['']
    for name, value in form.items():
        for each in value if isinstance(value, list) else [value]:
            file_name = ''
            if isinstance(each, tuple):
                file_name = ';filename="%s"' % each[0]
                each = each[1]
            each = each.encode('utf-8') if isinstance(each, unicode) else str(each)
            if newline == '\n' and each.endswith('\r'):
                each += newline       # a line that would else have no end
            lines += ['--' + _BOUNDARY, 'Content-Disposition: form-data; name="%s"%s' % (name, file_name), '', each]
    body = newline.join(lines + ['--%s--' % _BOUNDARY, ''])
    headers['Content-type'] = 'multipart/form-data; boundary=' + _BOUNDARY
    headers['Content-length'] = str(len(body))
    return body
