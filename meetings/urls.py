"""Rooms, meetings: addresses of the pages."""

from django.urls import path

from meetings.views import desk, ledger, reading, reviewing

app_name = "meetings"
urlpatterns = [
    path("meetings/", reading.meeting_list, name="list"),
    path("meetings/import/", desk.take, name="import"),
    path("meetings/councils/<slug:slug>/", reading.council, name="council"),
    path("meetings/<str:code>/", reading.meeting_detail, name="detail"),
    path("meetings/<str:code>/s/<int:number>/", reading.statement, name="statement"),
    path("meetings/<str:code>/ledger/", ledger.meeting_ledger, name="ledger"),
    path("meetings/<str:code>/ledger/<int:number>/", ledger.answer_voice, name="answer"),
    path("meetings/<str:code>/ledger/<int:number>/promise/", ledger.promise_voice, name="promise"),
    path("meetings/<str:code>/ledger/<int:number>/without/<int:answer>/", ledger.unlink_answer, name="unlink"),
    path("ledger/", ledger.all_voices, name="voices"),
    path("actions/<str:code>/", ledger.commitment, name="commitment"),
    path("review/", desk.desk, name="desk"),
    path("review/<str:code>/", reviewing.review, name="review"),
    path("review/<str:code>/facts/", desk.facts, name="review-facts"),
    path("review/<str:code>/words/", desk.words, name="review-words"),
    path("review/<str:code>/accept/", reviewing.accept, name="review-accept"),
    path("review/<str:code>/issues/<int:pk>/", reviewing.decide, name="review-issue"),
    path("review/<str:code>/issues/<int:pk>/reopen/", reviewing.reopen, name="review-reopen"),
    path("review/<str:code>/alike/<slug:kind>/", reviewing.dismiss_alike, name="review-alike"),
    path("review/<str:code>/s/<int:number>/", reviewing.statement, name="review-statement"),
    path("review/<str:code>/s/<int:number>/redact/", reviewing.redact, name="review-redact"),
    path("review/<str:code>/turns/<int:number>/", reviewing.turn, name="review-turn"),
    path("review/<str:code>/<slug:step>/", desk.move, name="review-move"),
]
